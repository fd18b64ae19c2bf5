"""The English words of consequence, as tables; agent/policy_text.py reads texts by them.

A verb that is never a noun ("delete", "remove") commands whatever follows it: "Delete history". A verb that
is a noun as well ("order", "call") names something before certain nouns: "Order "
    "history"; each row says which.
"""

from __future__ import annotations

from agent.policy_verbs import (
    DELETES,
    ENDS,
    INSTALLS,
    LOGS_IN,
    LOSES,
    OVERWRITES,
    PAYS,
    PERMITS,
    PUBLISHES,
    RESETS,
    SENDS,
    SIGNS,
    Verb,
    verbs,
    word_set,
)

NOUNS = (
    "history log logs status summary date dates time times rate rates speed mode count counts id ids type "
    "types guide instructions help center centre manager management info information policy policies of "
    "options preferences progress result results queue queues confirmation timer timers "
)
"""After these, a verb that is a noun as well was one: "Order history", "Vote count", "Sleep timer"."""
THINGS = "list lists details number numbers settings path folder location notes office key name page view "
"""The same for verbs whose objects these are never: "Order details", but not "Share details"."""

# fmt: off
ENGLISH: tuple[Verb, ...] = tuple(
    verbs(SENDS, "send,resend",
            strong=True, unless="to_back backward backwards to_background behind_text options")
    + verbs(SENDS, "invite,send invite,call,dial,video call,voice call,audio call,fax,start call",
            unless="history log logs list lists details settings notes stack waiting forwarding status "
                   "summary rate rates duration center centre quality id ids tree book")
    + verbs(PAYS, "buy,wire money,wire funds,send money,free trial,start your free trial,repay,pay "
                  "off,prepay",
            strong=True, unless="price prices orders guide guides list")
    + verbs(PAYS, "checkout,check out,place order,place your order,place my order,purchase",
            strong=True, unless=NOUNS + "price prices orders order_form list details")
    + verbs(PAYS, "pay",
            strong=True, unless="period periods attention stub stubs slip slips rate rates date dates "
                                "history schedule scale grade day days")
    + verbs(PAYS, "order,preorder,pre order,refund,bid,deposit,donate,withdraw,subscribe",
            unless=NOUNS + THINGS + "by form forms")
    + verbs(PAYS, "book,reserve",
            unless="list lists history log value by number status summary type types club price prices "
                   "title store")
    + verbs(PAYS, "renew,renew now,top up,redeem,recharge,invest,bet,place bet,hire",
            unless="history date dates options period")
    + verbs(PAYS, "sell,trade,swap,mint,stake,place bid,connect wallet,confirm transaction,"
                  "confirm transfer,confirm booking,request payout,get premium,go premium,go pro,"
                  "start subscription,issue refund,request refund,renew subscription,renew plan",
            unless="files faces history price")
    + verbs(PAYS, "transfer,rent,start trial,upgrade plan",
            unless=NOUNS + "protocol encoding list settings")
    + verbs(PAYS, "proceed to,continue to,go to", only="payment pay purchase")
    + verbs(PAYS, "tip", only="# driver courier creator streamer now")
    + verbs(PAYS, "wire", only="# money funds transfer now it")
    + verbs(PAYS, "make payment,make a payment,submit payment,confirm payment,complete purchase,"
                  "complete order,confirm purchase,confirm order,finish order,apple pay,google pay,"
                  "paypal,authorize payment,release payment,release funds,request money,request payment")
    + verbs(SENDS, "answer,accept,decline", only="call")
    + verbs(PAYS, "add", only="funds money credit credits balance")
    + verbs(PAYS, "cancel",
            only="order subscription booking reservation membership account plan flight appointment trip "
                 "ticket tickets contract policy auto-renewal")
    + verbs(DELETES, "delete,erase,shred,wipe,purge,truncate,destroy,deactivate,close account,unfriend,"
                     "move to trash,move to bin,move to the trash,move to the bin,move to recycle bin,"
                     "move to the recycle bin,send to trash,send to recycle bin,move to wastebasket,"
                     "move to the wastebasket,move to rubbish bin,move to rubbish,move to deleted items,"
                     "expunge,obliterate,disband,dissolve,decommission",
            strong=True, unless="line lines word words character blank_lines blank_line to_end_of_line")
    + verbs(DELETES, "remove,unsubscribe,terminate,kill,end task,end process,force quit,force stop,"
                     "force close,revoke,kick out,expel,evict,unpair,deauthorize,deauthorise,disown",
            strong=True, unless="filter filters formatting highlight highlights bold italic hyperlink "
                                "hyperlinks link color colour border borders background_color split ring "
                                "line_breaks frame page_break")
    + verbs(DELETES, "block,report user,report spam,report abuse,unlink,ban,kick,prune,clean up now,"
                     "unfollow", unless=NOUNS + "quote list lists size diagram")
    + verbs(DELETES, "del", only=". selected all file files")
    + verbs(DELETES, "trash", only="it this file files selected all message messages")
    + verbs(DELETES, "forget", only=". device network this password site account me all")
    + verbs(DELETES, "stop", only="server service services process instance vm container machine")
    + verbs(DELETES, "leave",
            only="meeting call game group server team organisation organization channel chat "
                 "conversation project workspace")
    + verbs(DELETES, "disconnect,delink", only="account all device")
    + verbs(DELETES, "end", only="meeting call session all stream broadcast chat game")
    + verbs(DELETES, "hang up,eject all,unmount all")
    + verbs(DELETES, "close", only="issue issues ticket tickets pull case position deal poll")
    + verbs(DELETES, "drop", only="table database index column schema collection tables")
    + verbs(DELETES, "empty",
            only="trash bin the recycle basket wastebasket folder spam junk cart . all deleted rubbish "
                 "mailbox")
    + verbs(DELETES, "clear",
            only="all history data cookies cache browsing everything log logs messages chat trash bin "
                 "recent storage list site conversation database queue cart saved passwords records cmos")
    + verbs(DELETES, "format",
            only="disk drive usb volume partition card device sd hard disc ssd storage")
    + verbs(DELETES, "partition,repartition,initialize,initialise,clean", only="disk drive disc usb")
    + verbs(INSTALLS, "install,reinstall",
            strong=True, unless="date location path folder directory guide instructions options log logs "
                                "history status progress notes settings size type mode help")
    + verbs(INSTALLS, "uninstall,update now,upgrade now,update all,flash firmware,flash bios,flash rom",
            strong=True, unless="history log logs")
    + verbs(INSTALLS, "update,upgrade,apply update,apply updates,downgrade",
            unless=NOUNS + THINGS + "available")
    + verbs(INSTALLS, "flash", only="firmware bios rom image device now chip board")
    + verbs(INSTALLS, "get", only=".")  # the button of app stores
    + verbs(INSTALLS, "run", only="anyway installer setup as script macro macros")
    + verbs(INSTALLS, "add extension,add to chrome,add to firefox,add to edge,add to safari,get app,"
                      "enable macros,enable content", strong=True)
    + verbs(PUBLISHES, "submit,publish,unpublish,deploy,make public,make private,go live", strong=True)
    + verbs(PUBLISHES, "share",
            unless="price prices holder holders count counts history capital value name")
    + verbs(PUBLISHES, "post",
            unless="card cards box office code codes date number id by title type tags production "
                   "processing count")
    + verbs(PUBLISHES, "upload,broadcast",
            unless="progress speed history queue queues limit size rate status")
    + verbs(PUBLISHES, "tweet,retweet,repost,release,merge,push,commit,vote,check in",
            unless=NOUNS + "cells notes list lists message messages details settings notification "
                           "notifications")
    + verbs(PUBLISHES, "approve,reject,reply all,reply to all,hand in,turn in,turn it in,hand it in,rsvp,"
                       "enroll,enrol,start streaming,start recording,finalize,finalise")
    + verbs(PUBLISHES, "apply", only="now for to", strong=True)
    + verbs(PUBLISHES, "start,join", only="meeting call broadcast recording stream livestream")
    + verbs(SIGNS, "sign", unless="language of in up on out off")
    + verbs(SIGNS, "accept,accept all", unless="cookies all_cookies")
    + verbs(SIGNS, "sign document,sign contract,e-sign,sign here,sign now,sign and,agree,i agree,"
                   "i accept,consent,i consent,opt in,i confirm,i certify,i have read,i acknowledge",
            unless="language cookies")
    + verbs(LOGS_IN, "log in,login,log on,sign in,signin,sign up,sign me up,signup",
            strong=True, unless=NOUNS + "name page settings details screen number list")
    + verbs(LOGS_IN, "register", strong=True, unless="history log map maps file value")
    + verbs(LOGS_IN, "create account,create an account,create new account,change password,reset password",
            strong=True)
    + verbs(LOGS_IN, "unlock,authenticate,verify",
            unless="spelling layer layers track tracks cell cells object objects position guides")
    + verbs(ENDS, "log out,log me out,logout,log off,sign out,signout,shut down,shutdown,power off,"
                  "power down,turn off computer,switch off,reboot,restart,hibernate,switch user,"
                  "lock screen,end session", strong=True, unless=NOUNS + "numbering list settings")
    + verbs(ENDS, "turn off", only=". computer pc device machine system server laptop now phone this")
    + verbs(ENDS, "suspend,sleep,lock",
            unless=NOUNS + "settings aspect_ratio layer layers position cell cells track tracks guides "
                           "object objects selection ratio taskbar proportions")
    + verbs(OVERWRITES, "overwrite", strong=True, unless="mode")
    + verbs(OVERWRITES, "restore", only="backup from snapshot version previous image")
    + verbs(OVERWRITES, "replace,merge and replace", unless="with text")
    + verbs(LOSES, "discard,don't save,do not save,dont save,close without saving,exit without saving,"
                   "quit without saving,leave without saving,continue without saving,without saving,"
                   "leave page,leave this page,leave site,leave anyway,close anyway,quit anyway,"
                   "exit anyway,revert,rollback,roll back,abandon,close all,reload anyway,don't keep",
            strong=True)
    + verbs(LOSES, "quit,exit",
            unless="fullscreen full_screen preview code status presentation_mode reader_view "
                   "reading_mode reader_mode")
    + verbs(PERMITS, "allow,authorize,authorise,permit,trust,always allow",
            strong=True, unless="list center centre")
    + verbs(PERMITS, "grant,unblock,enable access,give access,make admin,pair,proceed anyway,"
                     "continue anyway,accept the risk,ignore warning,add exception,elevate,"
                     "run as administrator,run as admin,run as root,give control,take ownership,"
                     "make owner,keep anyway,open anyway,download anyway")
    + verbs(PERMITS, "disable,turn off",
            only="firewall protection antivirus security encryption 2fa two-factor two defender safe")
    + verbs(PERMITS, "proceed to,continue to", only="site website unsafe")
    + verbs(PERMITS, "unsafe,not recommended,not safe", strong=True)
    + verbs(RESETS, "factory reset,hard reset,reset",
            strong=True, unless="zoom zoom_level view layout filter filters search camera rotation "
                                "position window_layout columns column_widths image_size perspective "
                                "crop timer counter selection")
    + verbs(RESETS, "restore defaults,restore default,restore to defaults,restore factory,"
                    "restore settings")
)

LEAD = word_set(
    "yes ok okay no confirm permanently please now just also always force quick quickly safely really i we "
    "want would like to and then click tap slide swipe press proceed continue all save review accept agree "
    "finish complete close select the my this go instantly one start begin try get here sure i'm am you "
    "can let me us"
)
"""Words that may stand before a command: "Yes, delete it", "Confirm and pay"."""
# fmt: on
OPENERS = word_set("yes ok okay i confirm permanently click tap proceed continue")
"""A long text that begins so is still a command: "Yes, I want to permanently delete my account"."""
OWNED = word_set("my your this these that all every everything account of out from")
"""A long text whose verb has one of these after it commands as well: "Delete this file from all devices"."""
JOINS = word_set("and & + then or , ; : / | - — – . ! >")
NEGATIONS = word_set(
    "don't dont not never undo cancel cancelled without keep stop avoid no how why when before ask"
)
KIND_WORDS = word_set(
    "button link menu item icon image field box checkbox check radio switch tab label text entry window "
    "dialog list tree row cell table heading combo control option the a an on in of at point you gave"
)
