"""The conversation as a web page: a form that is posted, and the answer below what was written.

Nothing is stored here. The page holds the transcript, the cookie holds who is speaking, the api holds the rest.
"""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.backend import Answer, Backend, BackendDown, BackendRefused, Button, Message, Reply
from bot.webchat import static_files
from bot.webchat.forms import Form, FormTooLarge, FormUnreadable, new_key, opening_form, read_form, upload_form
from bot.webchat.languages import accepted_language
from bot.webchat.pages import Page, render
from bot.webchat.security_headers import SecurityHeaders, secure
from bot.webchat.texts import ChannelTexts, PageTexts
from bot.webchat.uploads import Upload, UploadBroken, read_upload
from bot.webchat.visitor import Visitor, VisitorCookie, is_cross_site

MAX_CHARACTERS = 2000
FRAGMENT_HEADER = "X-Jardam-Fragment"  # our script asks for the new part of the page only


def create_webchat(backend: Backend, *, secure_cookies: bool) -> Starlette:
    """The web chat, to be mounted at a path of its own: `app.mount("/chat", create_webchat(…))`."""
    chat = _WebChat(backend, VisitorCookie(secure=secure_cookies))
    return Starlette(
        routes=[
            Route("/", chat.open, methods=["GET"]),
            Route("/", chat.post, methods=["POST"]),
            Route("/file", chat.open_again, methods=["GET"]),
            Route("/file", chat.post_file, methods=["POST"]),
            Route("/static/{name}", static_files.send, methods=["GET"]),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={Exception: chat.fail},
    )


class _WebChat:
    def __init__(self, backend: Backend, cookie: VisitorCookie) -> None:
        self._backend = backend
        self._cookie = cookie
        self._texts = ChannelTexts(backend)

    async def open(self, request: Request) -> Response:
        visitor = self._cookie.visitor(request)
        form = opening_form(is_new=visitor.is_new, payload=request.query_params.get("start", ""))
        return await self._answer(request, visitor, form)

    async def post(self, request: Request) -> Response:
        visitor = self._cookie.visitor(request)
        if is_cross_site(request, known=not visitor.is_new):
            return await self._refuse(request, 403, "web-expired")
        try:
            form = await read_form(request)
        except FormTooLarge:
            return await self._refuse(request, 413, "web-too-long")
        except FormUnreadable as error:
            return await self._refuse(request, error.status, "web-expired")
        if len(form.text) > MAX_CHARACTERS:
            return await self._too_long(request, visitor, form)
        return await self._answer(request, visitor, form)

    async def open_again(self, _request: Request) -> Response:
        """For a browser that opens the address to which it had sent a file."""
        return RedirectResponse("./", 303)

    async def post_file(self, request: Request) -> Response:
        visitor = self._cookie.visitor(request)
        if is_cross_site(request, known=not visitor.is_new):
            return await self._refuse(request, 403, "web-expired")
        try:
            upload = await read_upload(request)
        except FormUnreadable as error:
            return await self._refuse(request, error.status, "web-expired")
        except FormTooLarge:
            return await self._refuse(request, 413, "web-file-too-large")
        declared = request.headers.get("content-length", "0")
        form = upload_form(upload.fields, upload.file_name, int(declared) if declared.isdecimal() else 0)
        return await self._answer(request, visitor, form, upload)

    async def fail(self, request: Request, _error: Exception) -> Response:
        """What a person sees when the program itself is at fault; the error goes on to the log."""
        texts = await self._texts.for_language(accepted_language(request))
        page = Page(texts, new_key(), (Reply(texts["web-trouble"]),))
        return secure(_respond(request, page, 500))

    async def _answer(self, request: Request, visitor: Visitor, form: Form, upload: Upload | None = None) -> Response:
        hint = form.language or accepted_language(request)
        message = Message(visitor.address, form.message_key, form.event, language_hint=hint)
        try:
            answer = await self._backend.take(message)
            if upload:
                answer = await self._bring(message, answer, upload)
        except BackendDown:
            texts = await self._texts.for_language(hint)
            page = Page(texts, form.key, (_trouble(texts, form),), draft=form.text)
            return self._keep(visitor, _respond(request, page, 503))
        except BackendRefused:
            texts = await self._texts.for_language(hint)
            page = Page(texts, new_key(), (Reply(texts["web-expired"]),), draft=form.text)
            return self._keep(visitor, _respond(request, page, 400))
        return await self._show(request, visitor, form, answer)

    async def _bring(self, message: Message, answer: Answer, upload: Upload) -> Answer:
        """The answer to the file. What nobody took of it is read too, so that the browser listens to the answer."""
        try:
            if answer.upload:
                answer = await self._backend.bring(message, upload.pieces)
            async for _ in upload.pieces:
                pass
        except UploadBroken:
            return await self._backend.missed(message) if answer.upload else answer
        return answer

    async def _show(self, request: Request, visitor: Visitor, form: Form, answer: Answer) -> Response:
        wiped = answer.wipe is not None
        page = Page(
            texts=await self._texts.for_language(answer.language),
            key=new_key(),
            replies=answer.replies,
            said="" if wiped else form.text,
            wiped=wiped,
        )
        response = _respond(request, page, 200)
        if wiped:
            self._cookie.delete(response)
            return response
        return self._keep(visitor, response)

    async def _too_long(self, request: Request, visitor: Visitor, form: Form) -> Response:
        texts = await self._texts.for_language(form.language or accepted_language(request))
        page = Page(texts, form.key, (_too_long(texts),), draft=form.text)
        return self._keep(visitor, _respond(request, page, 422))

    async def _refuse(self, request: Request, status: int, text_id: str) -> Response:
        """Answers a request of which nothing was read: it says nothing about who sent it, so no cookie is made."""
        texts = await self._texts.for_language(accepted_language(request))
        reply = _too_long(texts) if text_id == "web-too-long" else Reply(texts[text_id])
        return _respond(request, Page(texts, new_key(), (reply,)), status)

    def _keep(self, visitor: Visitor, response: Response) -> Response:
        if visitor.is_new:
            self._cookie.set(response, visitor)
        return response


def _too_long(texts: PageTexts) -> Reply:
    return Reply(texts["web-too-long"].replace("{limit}", str(MAX_CHARACTERS)))


def _trouble(texts: PageTexts, form: Form) -> Reply:
    """Typed text waits in the box; a pressed button has no box, so it is offered again."""
    again = ((Button(texts["web-send"], form.choice),),) if form.choice else ()
    return Reply(texts["web-trouble"], again)


def _respond(request: Request, page: Page, status: int) -> Response:
    return Response(render(page, fragment=FRAGMENT_HEADER in request.headers), status, media_type="text/html")
